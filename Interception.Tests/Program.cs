using System.Globalization;
using Interception.Tests.Keys;

namespace Interception.Tests;

/// <summary>What this assembly does in a process that one of its tests has started.</summary>
internal static class Program
{
    private const int UnknownJob = 2;

    /// <summary>Does the job that the first argument names.</summary>
    public static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case [nameof(EncodedSamples), string culture, string seed]:
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                EncodedSamples.Print(int.Parse(seed, CultureInfo.InvariantCulture));
                return 0;
            default:
                return UnknownJob;
        }
    }
}
