namespace Interception;

/// <summary>What observing a method says about caching it.</summary>
public enum CachingVerdict
{
    /// <summary>Too little was seen to say anything.</summary>
    ObserveLonger,

    /// <summary>Caching it pays.</summary>
    Cache,

    /// <summary>Its results depend on something that is not in the key: cached as it is, it would answer wrongly.</summary>
    AddVaryBy,

    /// <summary>Caching it doesn't pay.</summary>
    DoNotCache,
}
