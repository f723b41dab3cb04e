using Interception.Keys.Canonical;

namespace Interception.Tests.Keys.Canonical;

[TestFixture]
internal sealed class NotEncodableExceptionTests
{
    [Test]
    public void ReasonOf_ItsOwn_IsItsMessage() =>
        Assert.That(NotEncodableException.ReasonOf(new NotEncodableException("why")), Is.EqualTo("why"));

    [Test]
    public void ReasonOf_AnyOther_IsItsTypeWithoutWhatItsMessageHolds() =>
        Assert.That(NotEncodableException.ReasonOf(new InvalidOperationException("secret")), Is.EqualTo("System.InvalidOperationException"));
}
