namespace Interception.Tests.Support;

/// <summary>How many cases the tests try that could try any number of them.</summary>
internal static class SuiteSize
{
    /// <summary>Set to <c>full</c>, it asks for the sizes of record: minutes instead of seconds.</summary>
    public const string Variable = "INTERCEPTION_TESTS";

    /// <summary>The number of cases.</summary>
    public static int Of(int reduced, int full) => Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" or "reduced" => reduced,
        nameof(full) => full,
        string other => throw new InvalidOperationException($"{Variable} is '{other}', which is no size: set it to 'reduced' or 'full'."),
    };
}
