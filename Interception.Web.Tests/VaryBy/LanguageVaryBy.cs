using System.Globalization;

namespace Interception.Web.Tests.VaryBy;

/// <summary>A mistake: keeps answers apart by language where they depend on the culture.</summary>
internal sealed class LanguageVaryBy(string name) : IVaryBy
{
    public string Name => name;

    public string GetValue(IServiceProvider caller) => CultureInfo.CurrentCulture.TwoLetterISOLanguageName;

    public IDisposable? Restore(string value, IServiceProvider run)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(value);
        return null;
    }
}
