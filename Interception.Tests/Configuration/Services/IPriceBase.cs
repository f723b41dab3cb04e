namespace Interception.Tests.Configuration.Services;

internal interface IPriceBase
{
    int Count();
}
