using System.Reflection;
using Interception.Freshness;

namespace Interception.Tests.Freshness;

/// <summary>What happens by chance, the same at each run: hits and changes as in Poisson processes.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A number from 0 to 1.</summary>
    public double Next() => _random.NextDouble();

    /// <summary>How long it takes until something comes that comes so many times a second.</summary>
    public double Gap(double rate) => -Math.Log(1 - _random.NextDouble()) / rate;

    /// <summary>How often something comes that is expected so many times.</summary>
    public int Count(double expected)
    {
        if (expected > 500)
        {
            // Nearly a normal distribution by then.
            double normal = Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(2 * Math.PI * Next());
            return (int)Math.Round(expected + (Math.Sqrt(expected) * normal));
        }

        int count = 0;
        for (double rest = expected - Gap(1); rest > 0; rest -= Gap(1))
        {
            count++;
        }

        return count;
    }

    /// <summary>A number between two, each order of magnitude as likely as the others.</summary>
    public double Between(double low, double high) => low * Math.Pow(high / low, Next());

    /// <summary>Begins the random numbers of this thread anew: they come from its number otherwise, which is another one at each run.</summary>
    public static void SeedThread(uint seed) =>
        typeof(ThreadRandom).GetField("_state", BindingFlags.NonPublic | BindingFlags.Static)!.SetValue(null, seed);
}
