namespace Interception.Freshness;

/// <summary>A token bucket: what is put in may be spent, now or a little later, one piece at a time.</summary>
/// <remarks>Source: Turner, "New directions in communications", IEEE Communications Magazine 24 (1986). Not thread-safe.</remarks>
/// <param name="first">What it holds to begin with.</param>
internal sealed class SpendingLimit(double first)
{
    private double _tokens = first;

    public bool CanSpend => _tokens >= 1;

    /// <summary>Puts something in.</summary>
    /// <param name="tokens">How much.</param>
    /// <param name="most">How much there may be then.</param>
    public void Add(double tokens, double most) => _tokens = Math.Min(most, _tokens + tokens);

    public void Spend() => _tokens--;
}
