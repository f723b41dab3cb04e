using System.Globalization;

namespace Interception.Composition;

/// <summary>The caller's culture, for formats, and UI culture, for texts: "culture" in a method's VaryBy.</summary>
/// <remarks>By name, which is all that a run gets. A culture with formats of its own has none that says so: its calls run uncached.</remarks>
internal sealed class CultureVaryBy : IVaryBy
{
    private const char Separator = '|';

    public string Name => "culture";

    public string? GetValue(IServiceProvider caller)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        CultureInfo uiCulture = CultureInfo.CurrentUICulture;
        return OwnFormats.Has(culture) || (!ReferenceEquals(culture, uiCulture) && OwnFormats.Has(uiCulture)) ? null
            : culture.Name == uiCulture.Name ? culture.Name
            : culture.Name + Separator + uiCulture.Name;
    }

    public IDisposable Restore(string value, IServiceProvider run)
    {
        var before = new Undo(CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        string[] names = value.Split(Separator);
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(names[0]);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(names[^1]);
        return before;
    }

    private sealed class Undo(CultureInfo culture, CultureInfo uiCulture) : IDisposable
    {
        public void Dispose()
        {
            CultureInfo.CurrentCulture = culture;
            CultureInfo.CurrentUICulture = uiCulture;
        }
    }
}
