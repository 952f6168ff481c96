-- CreateTable
CREATE TABLE "Answered" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "conversationId" TEXT NOT NULL,
    "intentIndex" TEXT NOT NULL,
    "at" BIGINT NOT NULL
);

-- CreateIndex
CREATE INDEX "Answered_intentIndex_idx" ON "Answered"("intentIndex");

-- CreateIndex
CREATE INDEX "Answered_conversationId_idx" ON "Answered"("conversationId");
