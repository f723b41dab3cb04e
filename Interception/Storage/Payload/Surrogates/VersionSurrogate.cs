using ProtoBuf;

namespace Interception.Storage.Payload.Surrogates;

/// <summary>A <see cref="System.Version"/> by its text, which keeps a missing build or revision missing.</summary>
[ProtoContract]
internal sealed class VersionSurrogate
{
    [ProtoMember(1)]
    public string? Text;

    public static implicit operator VersionSurrogate?(Version? value) =>
        value is null ? null : new VersionSurrogate { Text = value.ToString() };

    public static implicit operator Version?(VersionSurrogate? value) =>
        value is null ? null : Version.Parse(value.Text ?? string.Empty);
}
