-- CreateTable
CREATE TABLE "Answered" (
    "id" SERIAL NOT NULL,
    "conversationId" TEXT NOT NULL,
    "intentIndex" TEXT NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "Answered_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Answered_intentIndex_idx" ON "Answered"("intentIndex");

-- CreateIndex
CREATE INDEX "Answered_conversationId_idx" ON "Answered"("conversationId");
