namespace Interception.Tests.Architecture;

/// <summary>A place where a source file breaks a rule of the house.</summary>
/// <param name="Path">The file, relative to the repository's root, with forward slashes.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Reason">What is wrong there and what to do instead.</param>
internal sealed record Breach(string Path, int Line, string Reason)
{
    public override string ToString() => $"{Path}:{Line}: {Reason}";
}
