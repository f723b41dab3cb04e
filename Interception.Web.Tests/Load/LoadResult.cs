namespace Interception.Web.Tests.Load;

/// <summary>What a load has come to.</summary>
/// <param name="Calls">How many calls were made.</param>
/// <param name="Foreign">Answers of another tenant.</param>
/// <param name="Nobodys">Answers of no tenant.</param>
/// <param name="OtherProduct">Answers to another argument.</param>
/// <param name="Misled">Runs that saw another tenant than the one in their key.</param>
/// <param name="Hits">Calls that were answered from memory; an estimate.</param>
/// <param name="Checks">Checks that were made, unchanged and changed.</param>
/// <param name="Changed">Checks that found another answer.</param>
/// <param name="Runs">How often the method ran, counted by itself.</param>
/// <param name="Lost">Checks that were not made, failed or came to nothing, and calls that went past the cache.</param>
internal sealed record LoadResult(
    int Calls, int Foreign, int Nobodys, int OtherProduct, int Misled, double Hits, long Checks, long Changed, int Runs, long Lost)
{
    /// <summary>Answers that are not the caller's own.</summary>
    public int Wrong => Foreign + Nobodys + OtherProduct;
}
