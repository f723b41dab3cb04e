namespace Interception.Web.Tests.VaryBy;

/// <summary>The tenant in the key of a run; a run's own scope has one.</summary>
internal sealed class RunKey
{
    public string? Value { get; set; }
}
