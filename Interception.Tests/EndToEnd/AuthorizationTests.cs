using System.Security.Principal;
using Interception.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Tests.EndToEnd;

/// <summary>A cached method that looks at who asks.</summary>
[TestFixture]
internal sealed class AuthorizationTests
{
    private const string Admin = "admin";

    public interface IVault
    {
        Task<string?> OpenAsync(int id);

        string? Open(int id);
    }

    [TearDown]
    public void Leave() => Thread.CurrentPrincipal = null;

    [Test, Property("Failure", "K16")]
    public async Task Call_RoleIsNoPartOfTheKey_IsRefusedToEverybodyInsteadOfShared([Values] bool isAsync)
    {
        await using CacheHost host = Start();
        foreach (string role in (string[])[Admin, "user", Admin])
        {
            Assert.That(() => OpenAsync(host, role, isAsync), Throws.TypeOf<UnauthorizedAccessException>(), role);
        }

        Assert.That(host.Entries(), Is.Empty);
    }

    [Test, Property("Failure", "K16")]
    public async Task Call_RoleIsPartOfTheKey_IsAnsweredToThatRoleOnly([Values] bool isAsync)
    {
        await using CacheHost host = Start("role");

        Assert.That(await OpenAsync(host, Admin, isAsync), Is.EqualTo("old-1"));
        Assert.That(() => OpenAsync(host, "user", isAsync), Throws.TypeOf<UnauthorizedAccessException>());
        Assert.That(await OpenAsync(host, Admin, isAsync), Is.EqualTo("old-1"));

        Assert.That(host.Origin.Runs, Is.EqualTo(1), "the administrator's second call is a hit");
    }

    private static Task<string?> OpenAsync(CacheHost host, string role, bool isAsync)
    {
        Thread.CurrentPrincipal = new GenericPrincipal(new GenericIdentity(role), [role]);
        return isAsync ? host.Get<IVault>().OpenAsync(1) : Task.FromResult(host.Get<IVault>().Open(1));
    }

    private static CacheHost Start(params string[] varyBy) => new(services => services
        .AddSingleton<IVaryBy>(new RoleVaryBy())
        .AddScoped<IVault, Vault>()
        .AddInterception(all =>
        {
            all.Defaults.VaryBy = varyBy;
            all.Methods["IVault.OpenAsync"] = new MethodOptions { Check = CheckMode.Off };
            all.Methods["IVault.Open"] = new MethodOptions { Check = CheckMode.Off };
        })
        .DecorateWithCaching<IVault>());

    private sealed class RoleVaryBy : IVaryBy
    {
        public string Name => "role";

        public string? GetValue(IServiceProvider caller) => Thread.CurrentPrincipal?.Identity?.Name;

        public IDisposable? Restore(string value, IServiceProvider run)
        {
            Thread.CurrentPrincipal = new GenericPrincipal(new GenericIdentity(value), [value]);
            return null;
        }
    }

    private sealed class Vault(Origin origin) : IVault
    {
        public Task<string?> OpenAsync(int id)
        {
            RequireAdmin();
            return origin.AskAsync(id, default);
        }

        public string? Open(int id)
        {
            RequireAdmin();
            return origin.Ask(id, default);
        }

        private static void RequireAdmin()
        {
            if (Thread.CurrentPrincipal?.IsInRole(Admin) != true)
            {
                throw new UnauthorizedAccessException();
            }
        }
    }
}
