namespace Interception.Tests.Configuration.Services;

internal interface IPrices : IPriceBase
{
    decimal Find(int id);

    decimal Find(int id, string region);

    [Cached(Expiry = "2m", Check = CheckMode.EveryHit, Tags = ["attribute"], CacheNull = false)]
    decimal Latest(string region);

    decimal Plain(string region);
}
