using ChurnChatBot.DataScience.Tests.Recipes.Code;

namespace ChurnChatBot.DataScience.Tests.Export.Python;

/// <summary>A test that runs pandas on real files, skipped where either is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PandasRealDataTheoryAttribute : TheoryAttribute
{
    public PandasRealDataTheoryAttribute()
    {
        Skip = new PandasFactAttribute().Skip ?? (RealData.Folder is null ? RealData.Absent : null);
    }
}
