using System.Security.Claims;
using Listings.VaryBy;
using Microsoft.AspNetCore.Http;

namespace Listings.Tests.VaryBy;

[TestFixture]
internal sealed class ClaimVaryByTests : VaryByTests
{
    private static readonly ClaimVaryBy User = new("user", ClaimTypes.NameIdentifier);

    [Test]
    public void GetValue_OutsideARequest_IsNull() => Assert.That(User.GetValue(Services), Is.Null);

    [Test]
    public void GetValue_DifferentUsers_AreDifferent()
    {
        string?[] values = [ValueOf(), ValueOf(""), ValueOf("anna"), ValueOf("bert"), ValueOf("anna", "bert")];

        Assert.That(values, Is.Unique.And.None.Null);
    }

    [Test]
    public void Restore_Value_IsAllThatTheRunSees()
    {
        string value = ValueOf("anna")!;
        Accessor.HttpContext = null;

        using (User.Restore(value, Services))
        {
            ClaimsPrincipal user = Accessor.HttpContext!.User;
            Assert.That(user.Claims.Single().Value, Is.EqualTo("anna"));
            Assert.That(user.Identities.Any(identity => identity.IsAuthenticated), Is.True);
            Assert.That(User.GetValue(Services), Is.EqualTo(value));
        }

        Assert.That(Accessor.HttpContext, Is.Null);
    }

    [Test]
    public void Restore_NoClaim_IsNobody()
    {
        string value = ValueOf()!;
        Accessor.HttpContext = null;

        using (User.Restore(value, Services))
        {
            Assert.That(Accessor.HttpContext!.User.Claims, Is.Empty);
            Assert.That(Accessor.HttpContext.User.Identity?.IsAuthenticated, Is.Not.True);
        }
    }

    [Test]
    public void Restore_TwoForOneRun_ShareTheUser()
    {
        using (User.Restore("[\"anna\"]", Services))
        using (new ClaimVaryBy("role", ClaimTypes.Role).Restore("[\"editor\"]", Services))
        {
            Assert.That(Accessor.HttpContext!.User.FindFirst(ClaimTypes.NameIdentifier)?.Value, Is.EqualTo("anna"));
            Assert.That(Accessor.HttpContext.User.IsInRole("editor"), Is.True);
        }
    }

    private string? ValueOf(params string[] names)
    {
        IEnumerable<Claim> claims = names.Select(name => new Claim(ClaimTypes.NameIdentifier, name));
        Accessor.HttpContext = new DefaultHttpContext
        {
            User = new ClaimsPrincipal(new ClaimsIdentity([.. claims, new Claim(ClaimTypes.Email, "not meant")], "test")),
        };
        return User.GetValue(Services);
    }
}
