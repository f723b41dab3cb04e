using System.Globalization;
using Interception.Runs;

namespace Interception.Tests.Runs;

[TestFixture]
internal sealed class EmptyContextTests
{
    [Test]
    public void Run_SeesNothingAmbientAndGivesItBack()
    {
        var local = new AsyncLocal<string?> { Value = "caller" };
        var context = new SynchronizationContext();
        SynchronizationContext? before = SynchronizationContext.Current;
        CultureInfo culture = CultureInfo.CurrentCulture;
        CultureInfo other = CultureInfo.GetCultureInfo(culture.Name == "ja-JP" ? "fi-FI" : "ja-JP");
        SynchronizationContext.SetSynchronizationContext(context);
        CultureInfo.CurrentCulture = other;
        (string? Local, SynchronizationContext? Context, string Culture) seen = default;
        try
        {
            EmptyContext.Run(_ => seen = (local.Value, SynchronizationContext.Current, CultureInfo.CurrentCulture.Name), new object());

            Assert.That(seen.Local, Is.Null);
            Assert.That(seen.Context, Is.Null);
            Assert.That(seen.Culture, Is.Not.EqualTo(other.Name));
            Assert.That(local.Value, Is.EqualTo("caller"));
            Assert.That(SynchronizationContext.Current, Is.SameAs(context));
            Assert.That(CultureInfo.CurrentCulture, Is.EqualTo(other));
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Test]
    public void Run_CallbackThrows_PassesItOnAndGivesTheContextBack()
    {
        var local = new AsyncLocal<string?> { Value = "caller" };

        Assert.That(
            () => EmptyContext.Run(static _ => throw new InvalidOperationException("Its own."), new object()),
            Throws.InvalidOperationException.With.Message.EqualTo("Its own."));
        Assert.That(local.Value, Is.EqualTo("caller"));
    }
}
