namespace Interception.Storage.Shared;

/// <summary>How the shared store is used, apart from where it is.</summary>
/// <param name="Application">Whose entries these are.</param>
/// <param name="KeyPrefix">What all names begin with.</param>
/// <param name="Timeout">How long one command may take.</param>
/// <param name="LeaseWait">How long a miss waits at most for the run of another node.</param>
/// <param name="Secret">For names and seals; null for none.</param>
/// <param name="MaxPayloadBytes">The longest payload that is stored or read.</param>
/// <param name="CompressAboveBytes">The length from which payloads are compressed.</param>
internal sealed record StoreSettings(
    string Application, string KeyPrefix, TimeSpan Timeout, TimeSpan LeaseWait, byte[]? Secret, long MaxPayloadBytes, long CompressAboveBytes)
{
    /// <summary>What the names of this application begin with, in the format of this version.</summary>
    public string NamePrefix => $"{KeyPrefix}:{Application}:2:";

    /// <summary>The field of a group of methods in the generations.</summary>
    public string FieldOf(string group) => EntryNames.FieldOf(Application, group, Secret);

    /// <remarks>Without the secret.</remarks>
    public override string ToString() => NamePrefix;
}
