using System.Buffers;
using System.Globalization;
using System.Text;

namespace Interception.Storage.Shared;

/// <summary>
/// What goes over the bus: type, origin (16 hexadecimal digits), version (16 digits), subject (40 characters), envelope.
/// </summary>
/// <remarks>
/// ASCII but for the envelope's payload. Messages get lost, and anybody who can write to the store can send one, so a message is
/// a hint: versions decide, and its envelope must open like any other.
/// </remarks>
/// <param name="Type">What happened.</param>
/// <param name="Origin">The node that made it happen, which need not listen.</param>
/// <param name="Version">The version of the answer or the tombstone; or the method's new generation.</param>
/// <param name="Digest">The entry. Zero for a generation.</param>
/// <param name="Field">
/// The method's field in the hash of the generations, at most 40 characters of ASCII; else <see langword="null"/>.
/// </param>
/// <param name="Envelope">The answer as it stands in the store, if it is short enough to go along; else empty.</param>
internal readonly record struct BusMessage(
    BusMessageType Type, ulong Origin, long Version, EntryDigest Digest, string? Field, ReadOnlyMemory<byte> Envelope)
{
    /// <summary>How many digits an origin has.</summary>
    public const int OriginDigits = 16;

    private const int OriginAt = 1;
    private const int VersionAt = OriginAt + OriginDigits;
    private const int VersionDigits = 16;
    private const int SubjectAt = VersionAt + VersionDigits;
    private const int EnvelopeAt = SubjectAt + EntryDigest.TextLength;
    private const byte Padding = (byte)' ';

    private static readonly SearchValues<byte> Hexadecimal = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>The origin as it stands in a message.</summary>
    public static string OriginText(ulong origin) => origin.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>An answer that was accepted, as it stands in the store; it goes along if it is not too long.</summary>
    public static BusMessage OfSet(
        ulong origin, long version, EntryDigest digest, ReadOnlyMemory<byte> stored, int inlineBytes) =>
        new(BusMessageType.Set, origin, version, digest, null, stored.Length <= inlineBytes ? stored : default);

    /// <summary>An entry that was invalidated.</summary>
    public static BusMessage OfTombstone(ulong origin, long version, EntryDigest digest) =>
        new(BusMessageType.Tombstone, origin, version, digest, null, default);

    /// <summary>A method whose entries were all invalidated.</summary>
    public static BusMessage OfGeneration(ulong origin, long generation, string field) =>
        new(BusMessageType.Generation, origin, generation, default, field, default);

    /// <summary>Reads a message. Never throws, whatever the bytes; the envelope stays in them.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, out BusMessage message)
    {
        message = default;
        ReadOnlySpan<byte> text = bytes.Span;
        if (text.Length < EnvelopeAt
            || text[OriginAt..VersionAt].ContainsAnyExcept(Hexadecimal) || !HeaderDigits.AreAll(text[VersionAt..SubjectAt])
            || !ulong.TryParse(
                text[OriginAt..VersionAt], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong origin))
        {
            return false;
        }

        long version = HeaderDigits.Read(text[VersionAt..SubjectAt]);
        ReadOnlySpan<byte> subject = text[SubjectAt..EnvelopeAt];
        ReadOnlyMemory<byte> envelope = bytes[EnvelopeAt..];
        var type = (BusMessageType)text[0];
        bool isGeneration = type == BusMessageType.Generation;
        EntryDigest digest = default;
        string? field = isGeneration ? FieldOf(subject) : null;
        bool isSubject = field is not null
            || (!isGeneration && !subject.ContainsAnyExcept(Hexadecimal) && EntryDigest.TryParse(subject, out digest));
        if (!isSubject
            || (type != BusMessageType.Set && !envelope.IsEmpty)
            || type is not (BusMessageType.Set or BusMessageType.Tombstone or BusMessageType.Generation))
        {
            return false;
        }

        message = new BusMessage(type, origin, version, digest, field, envelope);
        return true;
    }

    /// <summary>The message as it is sent.</summary>
    public byte[] Write()
    {
        byte[] bytes = new byte[EnvelopeAt + Envelope.Length];
        bytes[0] = (byte)Type;
        _ = Origin.TryFormat(bytes.AsSpan(OriginAt), out _, "x16", CultureInfo.InvariantCulture);
        HeaderDigits.Write(bytes.AsSpan(VersionAt..SubjectAt), Version);
        if (Field is null)
        {
            Digest.Write(bytes.AsSpan(SubjectAt..EnvelopeAt));
        }
        else
        {
            bytes.AsSpan(SubjectAt..EnvelopeAt).Fill(Padding);
            _ = Encoding.ASCII.GetBytes(Field, bytes.AsSpan(SubjectAt..EnvelopeAt));
        }

        Envelope.Span.CopyTo(bytes.AsSpan(EnvelopeAt));
        return bytes;
    }

    private static string? FieldOf(ReadOnlySpan<byte> subject)
    {
        ReadOnlySpan<byte> field = subject.TrimEnd(Padding);
        return field.IsEmpty || !Ascii.IsValid(field) ? null : Encoding.ASCII.GetString(field);
    }
}
