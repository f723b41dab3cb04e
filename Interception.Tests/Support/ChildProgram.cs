namespace Interception.Tests.Support;

/// <summary>What a process of <see cref="ChildProcess"/> does: the one method that it was started for.</summary>
internal static class ChildProgram
{
    /// <summary>Runs a static method without parameters; its output and its end are what the test looks at.</summary>
    /// <param name="arguments">The full name of its type, its name, and the runtime's switches to turn off.</param>
    public static int Main(string[] arguments)
    {
        FrontSwitch.Apply();
        foreach (string name in arguments[2..])
        {
            AppContext.SetSwitch(name, false);
        }

        Type.GetType(arguments[0], throwOnError: true)!.GetMethod(arguments[1])!.CreateDelegate<Action>()();
        return 0;
    }
}
