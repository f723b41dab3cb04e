namespace Interception.Storage.Payload;

/// <summary>What a payload is made for.</summary>
internal enum PayloadUse
{
    /// <summary>A result that is kept: all of its state.</summary>
    Results,

    /// <summary>
    /// An argument that a later run is called with: all but the members that <see cref="KeyIgnoreAttribute"/> leaves out.
    /// </summary>
    Arguments,
}
