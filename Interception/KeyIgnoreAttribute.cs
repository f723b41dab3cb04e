namespace Interception;

/// <summary>Leaves a parameter, or a member of an argument's type, out of keys: calls that differ only in it share an answer.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class KeyIgnoreAttribute : Attribute;
