using System.ComponentModel.DataAnnotations;
using Listings.Cities;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Listings.Pages;

/// <summary>The listing: filter, sort, page, and edit a population.</summary>
public sealed class IndexModel(MeasuredListing listing, CityEditor editor) : PageModel
{
    /// <summary>How the address says that the cache is switched off.</summary>
    public const string CacheOff = "off";

    /// <summary>Only cities of this country.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Country { get; set; }

    /// <summary>Only cities with this text in their name.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    /// <summary>The order.</summary>
    [BindProperty(SupportsGet = true)]
    public CitySort Sort { get; set; }

    /// <summary>The page's number, from 1.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;

    /// <summary>"off" asks the listing without the cache in front.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Cache { get; set; }

    /// <summary>The city whose population is being edited.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Edit { get; set; }

    /// <summary>The city whose population was just saved.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Saved { get; set; }

    /// <summary>What the page shows.</summary>
    public CityQuery Query { get; private set; } = new();

    /// <summary>The answer of the listing.</summary>
    public MeasuredPage Answer { get; private set; } = null!;

    /// <summary>Whether the listing with the cache in front is asked.</summary>
    public bool UsesCache => Cache != CacheOff;

    /// <summary>Shows the listing.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Query = CityQuery.From(Country, Text, Sort, Number);
        Answer = await listing.GetPageAsync(Query, UsesCache, cancellationToken);
    }

    /// <summary>Saves a population, to the database and nowhere else.</summary>
    public async Task<IActionResult> OnPostAsync(
        [Required] int? city,
        [Required, Range(1, CityEditor.MaxPopulation)] long? population,
        CancellationToken cancellationToken)
    {
        if (city is not { } id || population is not { } people || !ModelState.IsValid)
        {
            return BadRequest($"A population is a whole number from 1 to {CityEditor.MaxPopulation}.");
        }

        Query = CityQuery.From(Country, Text, Sort, Number);
        return await editor.SetPopulationAsync(id, people, cancellationToken)
            ? Redirect(Address(Query, saved: id))
            : NotFound($"There is no city with the id {id}.");
    }

    /// <summary>The address of a query, with the cache switched as it is now.</summary>
    public string Address(CityQuery query, int? edit = null, int? saved = null) => PageAddress.Of(query, UsesCache, edit, saved);
}
