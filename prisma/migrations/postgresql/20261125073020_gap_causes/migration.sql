-- AlterTable
ALTER TABLE "Gap" ADD COLUMN     "cause" TEXT NOT NULL DEFAULT 'missed',
ADD COLUMN     "conversationId" TEXT;

-- CreateIndex
CREATE INDEX "Gap_conversationId_idx" ON "Gap"("conversationId");
