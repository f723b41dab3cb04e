using Interception.Keys;
using Interception.Keys.Canonical;

namespace Interception.Tests.Support;

/// <summary>A key that is a number and tells what happens to it, so that a test can act just then.</summary>
internal readonly struct WatchedKey(int number, KeyWatch watch, bool isKept = false) : IKey<WatchedKey>
{
    private readonly int _number = number;
    private readonly KeyWatch _watch = watch;
    private readonly bool _isKept = isKept;

    public int SizeBytes => 0;

    public static WatchedKey Read(ref KeySource source) => throw new NotSupportedException();

    public WatchedKey Keep(KeySchema schema, int part)
    {
        _watch.Keep();
        return new WatchedKey(_number, _watch, isKept: true);
    }

    public void Rebuild(KeySchema schema, object?[] arguments, Span<string> varyBy, int part) => arguments[0] = _number;

    public void WriteTo(CanonicalBuffer buffer) => throw new NotSupportedException();

    public bool Equals(WatchedKey other)
    {
        _watch.Compared();
        return _number == other._number;
    }

    public override bool Equals(object? obj) => obj is WatchedKey other && Equals(other);

    public override int GetHashCode()
    {
        _watch.Hashed(_isKept);
        return _number;
    }
}
