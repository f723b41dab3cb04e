using Listings.VaryBy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Listings.Tests.VaryBy;

[TestFixture]
internal sealed class HeaderVaryByTests : VaryByTests
{
    private static readonly HeaderVaryBy Tenant = new("tenant", "X-Tenant");

    [Test]
    public void GetValue_OutsideARequest_IsNull() => Assert.That(Tenant.GetValue(Services), Is.Null);

    [Test]
    public void GetValue_DifferentHeaders_AreDifferent()
    {
        string?[] values =
        [
            ValueOf(), ValueOf(""), ValueOf("a"), ValueOf("A"), ValueOf("a", "b"), ValueOf("a,b"), ValueOf("a\",\"b"),
        ];

        Assert.That(values, Is.Unique.And.None.Null);
    }

    [Test]
    public void Restore_Value_IsAllThatTheRunSees()
    {
        string value = ValueOf("north", "south")!;
        Accessor.HttpContext = null;

        using (Tenant.Restore(value, Services))
        {
            HttpContext run = Accessor.HttpContext!;
            Assert.That(run.Request.Headers["X-Tenant"], Is.EqualTo(new StringValues(["north", "south"])));
            Assert.That(run.Request.Headers, Has.Count.EqualTo(1));
            Assert.That(run.RequestServices, Is.SameAs(Services));
            Assert.That(Tenant.GetValue(Services), Is.EqualTo(value));
        }

        Assert.That(Accessor.HttpContext, Is.Null);
    }

    [Test]
    public void Restore_NoHeader_LeavesItOut()
    {
        string value = ValueOf()!;
        Accessor.HttpContext = null;

        using (Tenant.Restore(value, Services))
        {
            Assert.That(Accessor.HttpContext!.Request.Headers, Is.Empty);
        }
    }

    [Test]
    public void Restore_TwoForOneRun_ShareTheRequest()
    {
        using (Tenant.Restore("[\"a\"]", Services))
        using (new HeaderVaryBy("language", "Accept-Language").Restore("[\"de\"]", Services))
        {
            Assert.That(Accessor.HttpContext!.Request.Headers["X-Tenant"].ToString(), Is.EqualTo("a"));
            Assert.That(Accessor.HttpContext.Request.Headers.AcceptLanguage.ToString(), Is.EqualTo("de"));
        }

        Assert.That(Accessor.HttpContext, Is.Null);
    }

    [Test]
    public void Restore_InTheFlowOfARequest_LeavesTheRequestAlone()
    {
        var request = new DefaultHttpContext();
        Accessor.HttpContext = request;

        Assert.That(
            () => Tenant.Restore("[\"a\"]", Services),
            Throws.InvalidOperationException.With.Message.EqualTo(
                "The run sees its caller's request. A run must start without the caller's execution context."));
        Assert.That(Accessor.HttpContext, Is.SameAs(request));
        Assert.That(request.Request.Headers, Is.Empty);
    }

    private string? ValueOf(params string[] headers)
    {
        var request = new DefaultHttpContext();
        request.Request.Headers["X-Other"] = "not meant";
        if (headers.Length > 0)
        {
            request.Request.Headers["X-Tenant"] = new StringValues(headers);
        }

        Accessor.HttpContext = request;
        return Tenant.GetValue(Services);
    }
}
