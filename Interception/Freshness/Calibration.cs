namespace Interception.Freshness;

/// <summary>Holds the changes that the model expects against those that checks find: how far a method's answers change as it assumes.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class Calibration
{
    /// <summary>How much of it a check leaves: it spans about 1,000 checks.</summary>
    private const double Keep = 1 - (1d / 1000);

    /// <summary>So many changes are taken to have come as expected, to begin with.</summary>
    private const double Prior = 10;

    private double _found, _expected;

    /// <summary>How many changes there are for each that is expected.</summary>
    public double Factor => (_found + Prior) / (_expected + Prior);

    /// <summary>Adds a check.</summary>
    /// <param name="probability">How likely it was to find a change.</param>
    /// <param name="changed">Whether it has.</param>
    public void Add(double probability, bool changed)
    {
        _found = (_found * Keep) + (changed ? 1 : 0);
        _expected = (_expected * Keep) + probability;
    }
}
