using Listings.Profile;

namespace Listings.Tests.Profile;

[TestFixture]
internal sealed class ViewContentTests
{
    [Test]
    public void Read_APage_IsWhatItShouldShow()
    {
        const string Html = """
            <main data-count="2" data-people="30">
            <tr data-city="7" data-people="20" data-twin="9" class="">
            <tr data-city="8" data-people="10" data-twin="0" class="saved">
            """;

        Assert.That(ViewContent.Read(Html), Is.EqualTo(ViewContent.Of(2, 30, [(7, 20, 9), (8, 10, 0)])));
    }

    [Test]
    public void Read_NoListing_Throws() =>
        Assert.That(() => ViewContent.Read("<html>"), Throws.TypeOf<InvalidDataException>());
}
