namespace Interception.Faults.Tests.Runs;

/// <summary>How large the runs are: everything that differs between a quick look and the figures of record.</summary>
/// <remarks>Bounds are the same in both sizes; only durations and numbers of repetitions differ.</remarks>
internal sealed record RunSize
{
    /// <summary>The environment variable that asks for the full size.</summary>
    public const string Variable = "INTERCEPTION_FAULTS";

    /// <summary>All runs together in about 8 minutes on two cores.</summary>
    public static readonly RunSize Reduced = new()
    {
        Name = "reduced",
        Outage = TimeSpan.FromSeconds(3),
        WarmUp = TimeSpan.FromSeconds(4),
        Healthy = TimeSpan.FromSeconds(4),
        Schedules = 50,
        MutatedEntries = 5_000,
        CorruptedReplies = 1_000,
        CorruptionLimit = TimeSpan.FromMinutes(2),
        RisingVersions = TimeSpan.FromSeconds(20),
        Intervals = 16,
        ColdBursts = 10,
        FirstCalls = 3,
        Stops = 3,
        SoakWarmUp = TimeSpan.FromSeconds(20),
        Soak = TimeSpan.FromSeconds(60),
    };

    /// <summary>The sizes that the promises are made for: about 85 minutes.</summary>
    public static readonly RunSize Full = new()
    {
        Name = "full",
        Outage = TimeSpan.FromSeconds(10),
        WarmUp = TimeSpan.FromSeconds(10),
        Healthy = TimeSpan.FromSeconds(10),
        Schedules = 1_000,
        MutatedEntries = 1_000_000,
        CorruptedReplies = 100_000,
        CorruptionLimit = TimeSpan.FromMinutes(20),
        RisingVersions = TimeSpan.FromMinutes(10),
        Intervals = 120,
        ColdBursts = 50,
        FirstCalls = 10,
        Stops = 20,
        SoakWarmUp = TimeSpan.FromMinutes(3),
        Soak = TimeSpan.FromMinutes(30),
    };

    /// <summary>The size asked for.</summary>
    public static RunSize Current { get; } = Of(Environment.GetEnvironmentVariable(Variable));

    public required string Name { get; init; }

    /// <summary>How long a server is killed, frozen or cut off.</summary>
    public required TimeSpan Outage { get; init; }

    /// <summary>How long a load runs before anything is measured.</summary>
    public required TimeSpan WarmUp { get; init; }

    /// <summary>How long it is measured before the fault, for comparison.</summary>
    public required TimeSpan Healthy { get; init; }

    /// <summary>How many random schedules of faults.</summary>
    public required int Schedules { get; init; }

    /// <summary>How many stored entries are mutated, at least.</summary>
    public required int MutatedEntries { get; init; }

    /// <summary>How many bytes of replies are corrupted, at least.</summary>
    public required int CorruptedReplies { get; init; }

    /// <summary>Within what time.</summary>
    public required TimeSpan CorruptionLimit { get; init; }

    /// <summary>How long the versions in the store are watched.</summary>
    public required TimeSpan RisingVersions { get; init; }

    /// <summary>Over how many check intervals calls to the method are counted.</summary>
    public required int Intervals { get; init; }

    /// <summary>How many cold keys are stormed.</summary>
    public required int ColdBursts { get; init; }

    /// <summary>How many nodes are started to measure a first call.</summary>
    public required int FirstCalls { get; init; }

    /// <summary>How many nodes are stopped under load.</summary>
    public required int Stops { get; init; }

    /// <summary>How long a node runs until all its tables, pools and compiled code are as large as they get.</summary>
    public required TimeSpan SoakWarmUp { get; init; }

    /// <summary>How long it is watched for growth then.</summary>
    public required TimeSpan Soak { get; init; }

    /// <summary>The size that a value of <see cref="Variable"/> stands for: none for the reduced one.</summary>
    public static RunSize Of(string? value) => value switch
    {
        null or "" or "reduced" => Reduced,
        "full" => Full,
        _ => throw new InvalidOperationException($"{Variable} is '{value}', which is no size: set it to 'reduced' or 'full'."),
    };
}
