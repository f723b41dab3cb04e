namespace Interception.Observation;

/// <summary>Whether results depend on a value that is not in the key: of two equal calls, those made with different values differ more often.</summary>
/// <remarks>
/// Each call is compared with the last one of its key. Results may differ because they changed meanwhile, but that is as likely where the value is the same.
/// Source of the test: the two-proportion z-test, Fisher's exact test in the large; a value is named where chance would do so once in thirty thousand times.
/// Not thread-safe.
/// </remarks>
internal sealed class CandidateStudy(string name)
{
    private const double Significant = 4;

    /// <summary>Fewer different results under different values prove nothing, whatever the test says.</summary>
    private const int Fewest = 5;

    private long _same, _sameDiffers, _other, _otherDiffers;

    public string Name => name;

    /// <summary>Whether the results depend on it.</summary>
    public bool Matters
    {
        get
        {
            if (_otherDiffers < Fewest)
            {
                return false;
            }

            // One equal pair is taken for granted on the side of equal values, so that a method never asked twice with one value is not accused too soon.
            double same = _same + 1, both = (_sameDiffers + _otherDiffers) / (same + _other);
            double difference = ((double)_otherDiffers / _other) - (_sameDiffers / same);
            double error = Math.Sqrt(both * (1 - both) * ((1 / same) + (1d / _other)));
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
