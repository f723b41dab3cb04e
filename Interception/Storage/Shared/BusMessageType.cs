namespace Interception.Storage.Shared;

/// <summary>What a node tells the others; the value is the letter that the message begins with.</summary>
internal enum BusMessageType
{
    /// <summary>No message.</summary>
    None,

    /// <summary>An answer has been accepted.</summary>
    Set = 'S',

    /// <summary>An entry has been invalidated.</summary>
    Tombstone = 'T',

    /// <summary>All entries of a method have been invalidated.</summary>
    Generation = 'G',
}
