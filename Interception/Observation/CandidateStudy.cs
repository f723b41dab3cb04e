namespace Interception.Observation;

/// <summary>Whether results depend on a value that is not in the key: of two equal calls, those made with different values differ more often.</summary>
/// <remarks>
/// Each call is compared with the last one of its key. Results may differ because they changed meanwhile, but that is as likely where the value is the same.
/// Source of the test: the two-proportion z-test; four standard errors, which chance reaches in one of thirty thousand methods, each
/// time that one looks. Where a key is hardly ever asked twice with one value there is nothing to compare with, and nothing is named.
/// Not thread-safe.
/// </remarks>
internal sealed class CandidateStudy(string name)
{
    private const double Significant = 4;

    /// <summary>Fewer different results under different values prove nothing, and fewer pairs with the same value are no comparison, whatever the test says.</summary>
    private const int Fewest = 5;

    private long _same, _sameDiffers, _other, _otherDiffers;

    public string Name => name;

    /// <summary>Whether the results depend on it.</summary>
    public bool Matters
    {
        get
        {
            if (_otherDiffers < Fewest || _same < Fewest)
            {
                return false;
            }

            double both = (double)(_sameDiffers + _otherDiffers) / (_same + _other);
            double difference = ((double)_otherDiffers / _other) - ((double)_sameDiffers / _same);
            double error = Math.Sqrt(both * (1 - both) * ((1d / _same) + (1d / _other)));
            return error > 0 && difference / error >= Significant;
        }
    }

    /// <summary>Adds two calls of one key.</summary>
    /// <param name="isSameValue">Whether both were made with the same value.</param>
    /// <param name="differs">Whether their results differ.</param>
    public void Add(bool isSameValue, bool differs)
    {
        if (isSameValue)
        {
            _same++;
            _sameDiffers += differs ? 1 : 0;
        }
        else
        {
            _other++;
            _otherDiffers += differs ? 1 : 0;
        }
    }
}
