namespace Interception.Web.Tests.Prices;

/// <summary>The cached service. No argument tells the tenant, though each tenant has prices of its own.</summary>
internal interface IPriceList
{
    Task<Price> FindAsync(int product);

    Price Find(int product);
}
