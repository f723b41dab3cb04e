using System.Diagnostics.CodeAnalysis;

namespace Interception.Keys.Canonical;

/// <summary>A value can't be encoded: the call runs uncached. The message names types, never values.</summary>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "It never leaves the library.")]
internal sealed class NotEncodableException : Exception
{
    public NotEncodableException()
    {
    }

    public NotEncodableException(string message)
        : base(message)
    {
    }

    public NotEncodableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
