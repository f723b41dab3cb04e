using Interception.Web.Tests.VaryBy;
using Microsoft.AspNetCore.Http;

namespace Interception.Web.Tests.Prices;

/// <summary>Reads the tenant from a header of the request around it.</summary>
internal sealed class RequestPriceList(IHttpContextAccessor accessor, RunKey key, PriceSource source) : PriceList(source)
{
    protected override string? Tenant => accessor.HttpContext?.Request.Headers[HeaderVaryBy.Header];

    protected override bool IsOfKey(string? tenant) => tenant == key.Value;
}
