namespace Interception.Tests.Corpus;

/// <summary>On what can't be cached, with what the report at start-up must say of it.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Interface)]
internal sealed class RefusedAttribute(string reason) : Attribute
{
    public string Reason => reason;
}
