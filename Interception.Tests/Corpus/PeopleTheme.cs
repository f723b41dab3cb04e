using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interception.Tests.Corpus;

/// <summary>Who may do what.</summary>
internal sealed class PeopleTheme : ITheme
{
    public IEnumerable<Probe> Probes =>
    [
        Probe.Of<IUserDirectory>(all => all.FindAsync(new UserId(5), CancellationToken.None)),
        Probe.Of<IUserDirectory>(all => all.SearchAsync("ann", 0, 20, CancellationToken.None)),
        Probe.Of<IUserDirectory>(all => all.NamesAsync(new UserId(1), new UserId(2))),
        Probe.Of<IRoleStore>(all => all.OfAsync(5)),
        Probe.Of<IPermissions>(all => all.Of(5, "orders")),
        Probe.Of<IPermissions>(all => all.MayAsync(5, "orders", Permission.Write)),
        Probe.Of<ITeams>(all => all.FindAsync("blue")),
        Probe.Of<IOrganisationChart>(all => all.UnderAsync(1, 2)),
        Probe.Of<IContacts>(all => all.ListAsync(5)),
        Probe.Of<IPreferences>(all => all.OfAsync(5)),
        Probe.Of<IAvatars>(all => all.FindAsync(5, AvatarSize.Small)),
        Probe.Of<IVacations>(all => all.LeftAsync(5, 2026)),
        Probe.Of<IBadges>(all => all.EarnedBy(5)),
        Probe.Of<ILoginStatistics>(all => all.LastAsync(5)),
    ];

    public void Register(IServiceCollection services) => services
        .AddScoped<IUserDirectory, UserDirectory>().AddScoped<IRoleStore, RoleStore>().AddScoped<IPermissions, Permissions>().AddScoped<ITeams, Teams>()
        .AddScoped<IOrganisationChart, OrganisationChart>().AddScoped<IContacts, Contacts>().AddScoped<IPreferences, Preferences>()
        .AddSingleton<IAvatars, Avatars>().AddScoped<IVacations, Vacations>().AddTransient<IBadges, Badges>().AddScoped<ILoginStatistics, LoginStatistics>();
}

/// <summary>A number that can't be mistaken for another one.</summary>
public readonly record struct UserId(int Value);

public sealed record User(UserId Id, string Name, string? Email, DateTime CreatedAt)
{
    public IReadOnlyList<string> Roles { get; init; } = [];
}

public interface IUserDirectory : IDisposable
{
    string Source { get; }

    Task<User?> FindAsync(UserId id, CancellationToken cancellationToken);

    Task<Paged<User>> SearchAsync(string text, int index, int size, CancellationToken cancellationToken);

    Task<Dictionary<int, string>> NamesAsync(params UserId[] ids);

    Task DisableAsync(UserId id);
}

internal sealed class UserDirectory(ILogger<UserDirectory> logger) : IUserDirectory
{
    public string Source => "ldap";

    public Task<User?> FindAsync(UserId id, CancellationToken cancellationToken)
    {
        logger.LogInformation("Asking the directory for {User}", id);
        return Task.FromResult<User?>(new User(id, "Ann", null, new DateTime(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc)) { Roles = ["admin"] });
    }

    public async Task<Paged<User>> SearchAsync(string text, int index, int size, CancellationToken cancellationToken) =>
        new([(await FindAsync(new UserId(1), cancellationToken))!], index, size, 1);

    public Task<Dictionary<int, string>> NamesAsync(params UserId[] ids) => Task.FromResult(ids.ToDictionary(id => id.Value, id => $"user {id.Value}"));

    public Task DisableAsync(UserId id) => Task.CompletedTask;

    public void Dispose() => logger.LogDebug("Closed");
}

internal interface IRoleStore
{
    Task<HashSet<string>> OfAsync(int userId);

    [NotCached]
    Task<bool> GrantAsync(int userId, string role);
}

internal sealed class RoleStore : IRoleStore
{
    public Task<HashSet<string>> OfAsync(int userId) => Task.FromResult<HashSet<string>>(["admin", "editor"]);

    public Task<bool> GrantAsync(int userId, string role) => Task.FromResult(true);
}

[Flags]
internal enum Permission : long
{
    None = 0,
    Read = 1,
    Write = 2,
    Own = 1L << 40,
}

internal interface IPermissions
{
    Permission Of(int userId, string area);

    ValueTask<bool> MayAsync(int userId, string area, Permission wanted);
}

internal sealed class Permissions(IRoleStore roles) : IPermissions
{
    public Permission Of(int userId, string area) => Permission.Read | Permission.Own;

    public async ValueTask<bool> MayAsync(int userId, string area, Permission wanted) =>
        (await roles.OfAsync(userId)).Contains("admin") || Of(userId, area).HasFlag(wanted);
}

internal sealed class Team
{
    public string Name { get; set; } = null!;

    public User? Lead { get; set; }

    public ICollection<User> Members { get; set; } = [];

    public IDictionary<string, string?> Labels { get; set; } = new Dictionary<string, string?>();
}

internal interface ITeams
{
    Task<Team?> FindAsync(string name);
}

internal sealed class Teams : ITeams
{
    public Task<Team?> FindAsync(string name)
    {
        var lead = new User(new UserId(1), "Bo", "bo@example.org", DateTime.UnixEpoch);
        return Task.FromResult<Team?>(new Team { Name = name, Lead = lead, Members = [lead], Labels = { ["floor"] = null } });
    }
}

internal sealed record Position(int Id, string Title, IReadOnlyList<Position> Reports);

internal interface IOrganisationChart
{
    Task<Position> UnderAsync(int id, int levels);
}

internal sealed class OrganisationChart : IOrganisationChart
{
    public Task<Position> UnderAsync(int id, int levels) => Task.FromResult(Make(id, levels));

    private static Position Make(int id, int levels) => new(id, $"No. {id}", levels == 0 ? [] : [Make(2 * id, levels - 1), Make((2 * id) + 1, levels - 1)]);
}

internal abstract class Entity
{
    public Guid Id { get; init; }

    public DateTimeOffset? ChangedAt { get; init; }
}

internal sealed class Contact : Entity
{
    public required string Name { get; init; }

    public PostalAddress? Address { get; init; }

    public List<string> Phones { get; init; } = [];
}

internal sealed record PostalAddress(string Street, string City, string? Zip);

internal interface IContacts
{
    Task<List<Contact>> ListAsync(int userId);
}

internal sealed class Contacts : IContacts
{
    public Task<List<Contact>> ListAsync(int userId) => Task.FromResult<List<Contact>>(
        [new() { Name = "Cy", Address = new("Main St 1", "Lund", null), Phones = ["1", "2"] }, new() { Name = "Di", ChangedAt = DateTimeOffset.UnixEpoch }]);
}

internal sealed class PreferenceSet
{
    public bool DarkMode { get; set; }

    public string Language { get; set; } = "en";

    public JsonElement Layout { get; set; }
}

internal interface IPreferences
{
    Task<PreferenceSet> OfAsync(int userId);
}

internal sealed class Preferences : IPreferences
{
    public Task<PreferenceSet> OfAsync(int userId) =>
        Task.FromResult(new PreferenceSet { DarkMode = true, Layout = JsonElement.Parse("""{ "columns": 3 }""") });
}

internal enum AvatarSize
{
    Small = 32,
    Large = 256,
}

internal sealed record Avatar(byte[] Png, AvatarSize Size, string Hash);

internal interface IAvatars
{
    Task<Avatar?> FindAsync(int userId, AvatarSize size = AvatarSize.Small);
}

internal sealed class Avatars : IAvatars
{
    public Task<Avatar?> FindAsync(int userId, AvatarSize size) => Task.FromResult<Avatar?>(new Avatar([1, 2, 3], size, "abc"));
}

internal interface IVacations
{
    Task<double?> LeftAsync(int userId, short year);
}

internal sealed class Vacations : IVacations
{
    public Task<double?> LeftAsync(int userId, short year) => Task.FromResult<double?>(12.5);
}

internal interface IBadges
{
    IReadOnlyCollection<string> EarnedBy(int userId);
}

internal sealed class Badges : IBadges
{
    public IReadOnlyCollection<string> EarnedBy(int userId) => ["early bird", "helper"];
}

internal sealed record Login(DateTimeOffset At, Version? Client, Uri? From);

internal interface ILoginStatistics
{
    Task<Login?> LastAsync(long userId);
}

internal sealed class LoginStatistics(TimeProvider clock) : ILoginStatistics
{
    public Task<Login?> LastAsync(long userId) => Task.FromResult<Login?>(new Login(clock.GetUtcNow(), new Version(4, 2, 1), null));
}
