namespace Interception.Web.Tests.Prices;

/// <summary>An answer that says whose it is, to which argument, and how new.</summary>
/// <param name="Tenant">The tenant that the run saw; empty if it saw none.</param>
/// <param name="Product">The argument.</param>
/// <param name="Version">How often this price had been raised when the run read it.</param>
internal sealed record Price(string Tenant, int Product, int Version);
