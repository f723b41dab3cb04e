using Interception.Keys.Canonical;
using Interception.Keys.Types;
using Interception.Storage.Payload;

namespace Interception.Storage;

/// <summary>Turns a result into an <see cref="Answer"/> that no caller can change, or says why it can't.</summary>
/// <remarks>
/// Runs before the result is handed to anybody, so what is cached is what the method returned. A copy is compared with its
/// original before it is trusted: what can't be copied exactly isn't cached. Thread-safe.
/// </remarks>
internal sealed class AnswerFactory(
    ResultHandling handling, TypeShape shape, AnswerWriters writers, ResultSharing sharing, Differences differences,
    PayloadCodec? codec, Func<object?, object?> wrap)
{
    /// <summary>The digest by which two results are compared.</summary>
    /// <exception cref="NotEncodableException">The result holds something that has no canonical form.</exception>
    public ContentDigest DigestOf(object? value) => ContentDigest.Of(writers.Comparison, value, out _);

    /// <summary>Makes the answer.</summary>
    /// <exception cref="NotEncodableException">The result can't be compared or can't be copied; the message names the type, never a value.</exception>
    public Answer Create(object? value)
    {
        if (TryShare(value, out object? shared))
        {
            return new Answer(shared, wrap(shared), null, DigestOf(shared)) { SizeBytes = SizeOf(shared) };
        }

        ContentDigest original = ContentDigest.Of(writers.Exact, value, out bool sawCustomComparer);
        if (sawCustomComparer)
        {
            throw new NotEncodableException(
                "a set or dictionary in it has a comparer of its own, which a copy would lose; share it (Results: Share) or use the default comparer");
        }

        byte[] payload = codec!.Serialize(value);
        object? copy = codec.Deserialize(payload);
        if (ContentDigest.Of(writers.Exact, copy, out _) != original)
        {
            throw new NotEncodableException("a copy of it differs from the original; share it (Results: Share) if nobody changes it");
        }

        // Of the copy: the original is the method's own, and may be changing while it is looked at.
        return new Answer(null, null, payload, DigestOf(copy));
    }

    /// <summary>The bytes of an answer, from which it can be restored in another process.</summary>
    /// <exception cref="NotEncodableException">It can't be copied exactly.</exception>
    public byte[] Pack(Answer answer)
    {
        if (answer.Payload is not null)
        {
            return answer.Payload;
        }

        byte[] payload = codec!.Serialize(answer.Value);
        if (ContentDigest.Of(writers.Exact, codec.Deserialize(payload), out _) != ContentDigest.Of(writers.Exact, answer.Value, out bool sawCustomComparer)
            || sawCustomComparer)
        {
            throw new NotEncodableException("a copy of it would differ from the original");
        }

        return payload;
    }

    /// <summary>Makes an answer of the bytes of one.</summary>
    /// <exception cref="NotEncodableException">What comes back is not what the digest stands for.</exception>
    public Answer Restore(ReadOnlyMemory<byte> payload, ContentDigest digest)
    {
        object? value = codec!.Deserialize(payload);
        RequireDigest(value, digest);
        return TryShare(value, out object? shared)
            ? new Answer(shared, wrap(shared), null, digest) { SizeBytes = Math.Max(digest.LengthBytes, payload.Length) }
            : new Answer(null, null, payload.ToArray(), digest);
    }

    /// <summary>Makes an answer of a null result.</summary>
    /// <exception cref="NotEncodableException">The digest does not stand for null.</exception>
    public Answer RestoreNull(ContentDigest digest)
    {
        RequireDigest(null, digest);
        return new Answer(null, wrap(null), null, digest);
    }

    /// <summary>The result of an answer, for one caller.</summary>
    public object? ValueOf(Answer answer) => answer.IsShared ? answer.Value : codec!.Deserialize(answer.Payload!);

    /// <summary>What a hit returns, where callers get copies.</summary>
    public object? WrapCopy(Answer answer) => wrap(codec!.Deserialize(answer.Payload!));

    /// <summary>The result as the method's own return type carries it.</summary>
    public object? Wrap(object? value) => wrap(value);

    /// <summary>The names of the members in which a later result differs from an answer.</summary>
    public IReadOnlyList<string> DifferencesOf(Answer before, object? after) => differences.Between(shape, ValueOf(before), after);

    /// <summary>How much a shared result counts against the memory bound.</summary>
    private long SizeOf(object? value)
    {
        try
        {
            return ContentDigest.Of(writers.Exact, value, out _).LengthBytes;
        }
        catch (NotEncodableException)
        {
            return 0; // What the comparison leaves out can't be written, so nobody can tell how large it is.
        }
    }

    /// <remarks>Another version of this library, or a constructor that sets other initial values, could have made something else of it.</remarks>
    private void RequireDigest(object? value, ContentDigest digest)
    {
        if (DigestOf(value) != digest)
        {
            throw new NotEncodableException("what came back from the store differs from what was stored");
        }
    }

    /// <summary>Whether a result may go to several callers as it is.</summary>
    public bool TryShare(object? value, out object? shared)
    {
        shared = value;
        if (value is null || handling == ResultHandling.Share)
        {
            return true;
        }

        if (handling == ResultHandling.Copy)
        {
            return false;
        }

        shared = sharing.TryShare(shape.Type, value, out bool isShared);
        return isShared;
    }
}
