namespace Interception.Faults.Tests.Proxy;

/// <summary>What a proxy does to the bytes of one direction.</summary>
internal sealed record DirectionFault
{
    /// <summary>Everything is passed on at once, as it came.</summary>
    public static readonly DirectionFault None = new();

    /// <summary>How long bytes are held back before they are passed on.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>
    /// Whether bytes vanish while the connection stays open. A connection that lost some stays dead when the fault is over.
    /// </summary>
    public bool IsBlackHole { get; init; }

    /// <summary>How likely it is for each byte to be left out, 0 to 1.</summary>
    public double DropChance { get; init; }

    /// <summary>How likely it is for each byte to have one of its bits flipped, 0 to 1.</summary>
    public double FlipChance { get; init; }
}
