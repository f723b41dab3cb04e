using System.Globalization;

namespace Interception.Composition;

/// <summary>The caller's culture, for formats, and UI culture, for texts: "culture" in a method's VaryBy.</summary>
internal sealed class CultureVaryBy : IVaryBy
{
    private const char Separator = '|';

    public string Name => "culture";

    public string GetValue(IServiceProvider caller)
    {
        string culture = CultureInfo.CurrentCulture.Name;
        string uiCulture = CultureInfo.CurrentUICulture.Name;
        return culture == uiCulture ? culture : culture + Separator + uiCulture;
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
