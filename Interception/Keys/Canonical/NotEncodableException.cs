using System.Diagnostics.CodeAnalysis;

namespace Interception.Keys.Canonical;

/// <summary>A value can't be encoded: the call runs uncached. The message names types, never values.</summary>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "It never leaves the library.")]
internal sealed class NotEncodableException : Exception
{
    /// <summary>What may be written to a log of why something wasn't cached: of a foreign exception only its type, for its text may hold values.</summary>
    public static string ReasonOf(Exception exception) =>
        exception is NotEncodableException ? exception.Message : exception.GetType().ToString();

    /// <summary>Whether it holds an object of a class made at run time, which may still ask the scope that it comes from for more, as a lazy-loading proxy does.</summary>
    public bool IsTiedToItsScope { get; init; }

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
