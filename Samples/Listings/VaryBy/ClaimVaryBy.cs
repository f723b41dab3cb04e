using System.Security.Claims;
using Interception;

namespace Listings.VaryBy;

/// <summary>Keeps answers apart by a claim of the request's user: its name, its roles.</summary>
/// <param name="name">The name by which configuration refers to it.</param>
/// <param name="claimType">The claim's type: <see cref="ClaimTypes.NameIdentifier"/> for the user, for example.</param>
/// <remarks>
/// Needs <c>AddHttpContextAccessor()</c>. Calls outside a request aren't cached. Users without the claim share an answer, so
/// name a claim that everybody has whose answers differ. A run's user has this claim and no other; it is authenticated if it
/// has a value. Thread-safe.
/// </remarks>
public sealed class ClaimVaryBy(string name, string claimType) : IVaryBy
{
    private const string AuthenticationType = "VaryBy";

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public string? GetValue(IServiceProvider caller) => RequestContext.Find(caller) is { } context
        ? ValueList.Write(context.User.FindAll(claimType).Select(claim => claim.Value))
        : null;

    /// <inheritdoc/>
    public IDisposable? Restore(string value, IServiceProvider run)
    {
        string[] values = ValueList.Read(value);
        return RequestContext.Enter(run, context =>
        {
            if (values.Length > 0)
            {
                context.User.AddIdentity(new ClaimsIdentity(
                    values.Select(claim => new Claim(claimType, claim)), AuthenticationType, claimType, ClaimTypes.Role));
            }
        });
    }
}
