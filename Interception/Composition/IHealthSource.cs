namespace Interception.Composition;

/// <summary>A part of the cache that knows whether it works as it should.</summary>
/// <remarks>Thread-safe. It answers from what it remembers: asking costs no round trip and never blocks.</remarks>
internal interface IHealthSource
{
    /// <summary>What is wrong now.</summary>
    /// <returns>A clause each that says what and why, without a full stop, a key or an argument; none if all is well.</returns>
    IEnumerable<string> FindTroubles();
}
