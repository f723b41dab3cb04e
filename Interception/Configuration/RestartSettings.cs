namespace Interception.Configuration;

/// <summary>The settings that only count at start-up.</summary>
internal sealed record RestartSettings(string? Application, bool Strict, MemorySettings Memory, RedisSettings? Redis)
{
    public static RestartSettings Of(PolicySnapshot snapshot) =>
        new(snapshot.Application, snapshot.Strict, snapshot.Memory, snapshot.Redis);

    /// <summary>The names of those that differ. The values stay out: some of them are secret.</summary>
    public IEnumerable<string> FindChanges(RestartSettings other) =>
        from setting in new (string Name, bool IsChanged)[]
        {
            (nameof(Application), Application != other.Application),
            (nameof(Strict), Strict != other.Strict),
            (nameof(Memory), Memory != other.Memory),
            (nameof(Redis), Redis != other.Redis),
        }
        where setting.IsChanged
        select setting.Name;

    /// <summary>A snapshot with these in place of its own.</summary>
    public PolicySnapshot Over(PolicySnapshot snapshot) =>
        snapshot with { Application = Application, Strict = Strict, Memory = Memory, Redis = Redis };
}
