namespace Interception.Configuration.Names;

/// <summary>How a written type name fits a type.</summary>
internal enum NameFit
{
    None,

    /// <summary>Without its namespace.</summary>
    Short,

    /// <summary>With its namespace.</summary>
    Full,
}
