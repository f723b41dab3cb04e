namespace Interception.Configuration.Names;

/// <summary>A type as written in configuration.</summary>
internal abstract class TypeName
{
    public abstract NameFit Fit(Type type);

    public bool Matches(Type type) => Fit(type) != NameFit.None;
}
