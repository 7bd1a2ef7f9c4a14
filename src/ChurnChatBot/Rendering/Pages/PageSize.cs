namespace ChurnChatBot.Rendering.Pages;

/// <summary>How much something takes of a page, in what its channel counts.</summary>
/// <param name="Length">Bytes or characters.</param>
/// <param name="Elements">Elements, where their number is bounded too.</param>
/// <param name="Tables">Tables, where a page takes only so many.</param>
internal readonly record struct PageSize(int Length, int Elements = 0, int Tables = 0)
{
    public static PageSize operator +(PageSize left, PageSize right) =>
        new(left.Length + right.Length, left.Elements + right.Elements, left.Tables + right.Tables);

    public static PageSize operator -(PageSize left, PageSize right) =>
        new(left.Length - right.Length, left.Elements - right.Elements, left.Tables - right.Tables);

    /// <summary>Half of it; tables are not halved, since one is as many as a page takes.</summary>
    public PageSize Half => new(Length / 2, Elements / 2, Tables);

    public bool FitsIn(PageSize room) => Length <= room.Length && Elements <= room.Elements && Tables <= room.Tables;
}
