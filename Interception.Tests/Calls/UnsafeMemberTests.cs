using Interception.Tests.Registration;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.Calls;

/// <summary>Members whose interception would end the process, in a process of their own.</summary>
[TestFixture, Property("Row", "R24")]
internal sealed class UnsafeMemberTests
{
    internal unsafe interface IUnsafe
    {
        ref int Slot(int index);

        ref readonly int Peek(int index);

        int Sum(Span<int> values);

        int Sum(ReadOnlySpan<int> values);

        int Total(params ReadOnlySpan<int> values);

        ReadOnlySpan<char> Letters();

        void Take(in Span<int> values);

        int Read(int* value);

        int* Write(int* value);

        string Find(int id);
    }

    /// <summary>Castle can't even generate a proxy for it.</summary>
    internal unsafe interface IApplying
    {
        int Apply(delegate*<int, int> function, int value);

        string Find(int id);
    }

    private sealed unsafe class Unsafe(Tally tally) : IUnsafe, IApplying
    {
        private readonly int[] _slots = [10, 20, 30];

        public ref int Slot(int index) => ref _slots[index];

        public ref readonly int Peek(int index) => ref _slots[index];

        public int Sum(Span<int> values) => Sum((ReadOnlySpan<int>)values);

        public int Sum(ReadOnlySpan<int> values)
        {
            int sum = 0;
            foreach (int value in values)
            {
                sum += value;
            }

            return sum;
        }

        public int Total(params ReadOnlySpan<int> values) => Sum(values);

        public ReadOnlySpan<char> Letters() => "abc";

        public void Take(in Span<int> values) => values.Clear();

        public int Read(int* value) => *value;

        public int* Write(int* value)
        {
            *value += 1;
            return value;
        }

        public int Apply(delegate*<int, int> function, int value) => function(value);

        public string Find(int id) => tally.Run($"found {id}");
    }

    [Test]
    [Property("Failure", "C10")]
    [Property("Failure", "C11")]
    public async Task Call_ReferencesSpansAndPointers_PassAndTheProcessLives()
    {
        (int exitCode, string[] lines, string error) = await ChildProcess.RunAsync(CallThemAll);

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(lines[..^1], Is.EqualTo((string[])["21 30", "6 6 6", "abc 0", "7 8 8", "found 1 found 1 1", "-5"]));
        Assert.That(lines[^1], Does.StartWith("'UnsafeMemberTests.IApplying' can't be decorated: no proxy can be generated for it: "));
    }

    /// <summary>Calls each through the proxy, the cached one twice.</summary>
    public static unsafe void CallThemAll()
    {
        IServiceCollection services = Containers.WithTally(out Tally tally).AddScoped<IUnsafe, Unsafe>().AddScoped<IApplying, Unsafe>();
        services.CacheMethods("IUnsafe.Find", "IApplying.Find").DecorateWithCaching<IUnsafe>().DecorateWithCaching<IApplying>();
        using ServiceProvider provider = services.BuildStrict();
        using IServiceScope scope = provider.CreateScope();
        var proxy = scope.ServiceProvider.GetRequiredService<IUnsafe>();
        int[] numbers = [1, 2, 3];

        proxy.Slot(1)++;
        Console.WriteLine($"{proxy.Slot(1)} {proxy.Peek(2)}");
        Console.WriteLine($"{proxy.Sum(numbers.AsSpan())} {proxy.Sum((ReadOnlySpan<int>)numbers)} {proxy.Total(1, 2, 3)}");
        proxy.Take(numbers);
        Console.WriteLine($"{proxy.Letters()} {numbers.Sum()}");
        int value = 7;
        Console.WriteLine($"{proxy.Read(&value)} {*proxy.Write(&value)} {value}");
        Console.WriteLine($"{proxy.Find(1)} {proxy.Find(1)} {tally.Runs}");
        Console.WriteLine(scope.ServiceProvider.GetRequiredService<IApplying>().Apply(&Negate, 5));
        Console.WriteLine(string.Join(Environment.NewLine, provider.GetProblems()));
    }

    private static int Negate(int value) => -value;
}
