namespace Interception.Tests.Corpus;

/// <summary>On a method that returns something and that no team would have cached: it changes something, or it tells of this moment.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NotCachedAttribute : Attribute;
