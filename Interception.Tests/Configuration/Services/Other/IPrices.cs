namespace Interception.Tests.Configuration.Services.Other;

internal interface IPrices
{
    [Cached]
    decimal Find(int id);
}
