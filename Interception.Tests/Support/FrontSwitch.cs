using Interception.Calls.Fronts;

namespace Interception.Tests.Support;

/// <summary>Lets the same tests go through Castle alone, for every call: hits take another way there.</summary>
internal static class FrontSwitch
{
    /// <summary>Set to <c>off</c>, no service that a test opens has a typed front.</summary>
    public const string Variable = "INTERCEPTION_TYPED_FRONTS";

    /// <summary>Whether services have typed fronts in this run of the tests.</summary>
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" or "on" => true,
        "off" => false,
        string other => throw new InvalidOperationException($"{Variable} is '{other}': set it to 'on' or 'off'."),
    };

    /// <summary>Sets the library's switch as the variable says.</summary>
    public static void Apply() => AppContext.SetSwitch(FrontTypes.Switch, IsOn);
}
