namespace Interception.Keys.Canonical;

/// <summary>Writes the members of an object that stands where a base type is declared.</summary>
internal interface IObjectWriter
{
    /// <summary>The full name of the object's type, without assembly and version.</summary>
    string TypeName { get; }

    /// <summary>Writes the members of a non-null object of exactly the writer's type.</summary>
    void WriteMembers(CanonicalBuffer buffer, object value);
}
